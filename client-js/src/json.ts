/** Whether a parsed JSON value has fields to look for; an array passes, and turns out to have none of them. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return value === Object(value);
}
