// Cuts what the publisher uses out of GitHub's own description of its API, for the judge that stands between the
// publisher and the fake in every test.
//
//   npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz
//   node extract.mjs package/generated
//
// Source: the npm package @octokit/openapi (github.com/octokit/openapi, MIT licence), whose files are made from
// github.com/github/rest-api-description (MIT licence). Texts are left out, examples of successful answers are kept, and
// OpenAPI 3.0's "nullable" is written as JSON Schema 2020-12 writes it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const OPERATIONS = {
  "/user": ["get"],
  "/user/repos": ["post"],
  "/orgs/{org}/repos": ["post"],
  "/users/{username}": ["get"],
  "/app/installations/{installation_id}": ["get"],
  "/app/installations/{installation_id}/access_tokens": ["post"],
  "/repos/{owner}/{repo}": ["get"],
  "/repos/{owner}/{repo}/installation": ["get"],
  "/repos/{owner}/{repo}/branches/{branch}": ["get"],
  "/repos/{owner}/{repo}/contents/{path}": ["get", "put"],
  "/repos/{owner}/{repo}/git/blobs": ["post"],
  "/repos/{owner}/{repo}/git/blobs/{file_sha}": ["get"],
  "/repos/{owner}/{repo}/git/commits": ["post"],
  "/repos/{owner}/{repo}/git/ref/{ref}": ["get"],
  "/repos/{owner}/{repo}/git/refs": ["post"],
  "/repos/{owner}/{repo}/git/refs/{ref}": ["patch"],
  "/repos/{owner}/{repo}/git/trees": ["post"],
  "/repos/{owner}/{repo}/git/trees/{tree_sha}": ["get"],
  "/repos/{owner}/{repo}/pages": ["get", "post", "put"],
  "/repos/{owner}/{repo}/pages/builds": ["get", "post"],
  "/repos/{owner}/{repo}/pages/builds/latest": ["get"],
  "/repos/{owner}/{repo}/pages/health": ["get"],
};
const LEFT_OUT = new Set([
  "description", "title", "example", "examples", "default", "externalDocs", "deprecated", "readOnly", "nullable", "discriminator",
]);
const FORMATS = new Set(["date", "date-time"]);

const folder = process.argv[2] ?? "package/generated";
for (const name of ["api.github.com", "ghes-3.19"]) {
  writeFileSync(new URL(`${name}.json`, import.meta.url), excerpt(JSON.parse(readFileSync(join(folder, `${name}.json`)))));
}

function excerpt(description) {
  const pending = new Set();
  const schemas = {};
  const operations = {};
  for (const [path, methods] of Object.entries(OPERATIONS)) {
    for (const method of methods) {
      const operation = description.paths[path]?.[method];
      if (operation) operations[`${method.toUpperCase()} ${path}`] = cut(operation);
    }
  }
  for (const schema of pending) schemas[schema] = plain(description.components.schemas[schema]);

  const line = (entries) =>
    "{\n" + Object.entries(entries).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(",\n") + "\n}";
  return `{"operations": ${line(operations)},\n"$defs": ${line(schemas)}}\n`;

  function cut(operation) {
    const parameters = (operation.parameters ?? []).map(resolve);
    const result = { query: parameters.filter((one) => one.in === "query").map((one) => one.name), responses: {} };
    const body = operation.requestBody?.content?.["application/json"]?.schema;
    if (body) {
      result.body = closed(plain(body));
      result.bodyRequired = operation.requestBody.required === true;
    }
    for (const [status, answer] of Object.entries(operation.responses)) {
      const content = resolve(answer).content?.["application/json"];
      const example = Object.values(content?.examples ?? {}).map((one) => resolve(one).value)[0];
      const success = status.startsWith("2") && example !== undefined;
      result.responses[status] = {
        ...(content ? { schema: plain(content.schema) } : {}),
        ...(success ? { example } : {}),
      };
    }
    return result;
  }

  function resolve(node) {
    return node.$ref ? node.$ref.slice(2).split("/").reduce((at, key) => at[key], description) : node;
  }

  function plain(node, names = false) {
    if (Array.isArray(node)) return node.map((one) => plain(one));
    if (node === null || typeof node !== "object") return node;
    if (node.$ref) {
      const schema = node.$ref.split("/").pop();
      pending.add(schema);
      return { $ref: `#/$defs/${schema}` };
    }
    const result = {};
    for (const [key, value] of Object.entries(node)) {
      if (!names && (LEFT_OUT.has(key) || (key === "format" && !FORMATS.has(value)))) continue;
      result[key] = key === "enum" || key === "required" ? value : plain(value, !names && key === "properties");
    }
    if (names || node.nullable !== true) return result;
    if (result.enum) result.enum = [...new Set([...result.enum, null])];
    if (typeof result.type === "string") return { ...result, type: [result.type, "null"] };
    return { anyOf: [result, { type: "null" }] };
  }

  // GitHub ignores what it does not know; a request of ours that says such a thing is a mistake all the same.
  function closed(node, names = false) {
    if (Array.isArray(node)) return node.map((one) => closed(one));
    if (node === null || typeof node !== "object") return node;
    const result = Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, closed(value, !names && key === "properties")]),
    );
    return !names && result.properties ? { ...result, additionalProperties: false } : result;
  }
}
