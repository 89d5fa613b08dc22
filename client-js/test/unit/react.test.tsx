import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { useBanner, useMaintenance } from "../../src/react.js";

function Shown(): ReactElement {
  const maintenance = useMaintenance({ app: "shop", hub: "https://hub.example.com" });
  useBanner(maintenance?.client);
  return <p>{maintenance === null ? "nothing is known" : "something is known"}</p>;
}

test("on the server nothing is connected and nothing is known", () => {
  assert.equal(typeof globalThis.WebSocket, "undefined", "a connection would throw here");
  assert.equal(renderToString(<Shown />), "<p>nothing is known</p>");
});
