declare module "*.css" {
  /** The style sheet's text, minified by the build. */
  const text: string;
  export default text;
}
