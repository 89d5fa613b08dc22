// The rival "ws": what its documentation shows for a broadcast, with the message encoded once and no compression. A POST is a
// broadcast; who connects is sent the last one.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const { WebSocket, WebSocketServer } = createRequire(new URL("../../../client-js/package.json", import.meta.url))("ws");

let last = Buffer.from('{"revision":0}');
const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    last = Buffer.concat(parts);
    for (const client of sockets.clients) {
      if (client.readyState === WebSocket.OPEN) client.send(last, { binary: false });
    }
    response.end();
  });
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on("connection", (client) => {
  client.on("error", () => {});
  client.send(last, { binary: false });
});
server.listen({ port: Number(process.argv[2]), host: "127.0.0.1", backlog: 4096 });
