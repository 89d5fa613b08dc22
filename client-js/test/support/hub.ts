import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import type { MaintenanceState } from "../../src/core.js";
import { frame } from "./world.js";

/** A hub with one application, and whatever else a test serves from the same port. */
export interface Hub {
  readonly url: string;
  readonly sockets: Set<WebSocket>;
  /** How many connections there have been. */
  opened: number;
  /** How connections have ended. */
  readonly closes: number[];
  publish(state: MaintenanceState, more?: Record<string, unknown>): void;
  close(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts a hub that sends its state first and every change after it. */
export async function startHub(handler: Handler = notFound, port = 0): Promise<Hub> {
  let current: Record<string, unknown> | undefined;
  const sockets = new Set<WebSocket>();
  const closes: number[] = [];
  const server: Server = createServer((request, response) => {
    if (request.url !== "/v1/apps/shop/state" || !current) return handler(request, response);
    response.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*" });
    response.end(JSON.stringify(current.state));
  });
  const connections = new Set<Socket>();
  server.on("connection", (connection: Socket) => {
    connections.add(connection);
    connection.on("close", () => connections.delete(connection));
  });
  const live = new WebSocketServer({ server, path: "/v1/apps/shop/live" });
  live.on("connection", (socket) => {
    hub.opened++;
    sockets.add(socket);
    socket.on("close", (code) => {
      sockets.delete(socket);
      closes.push(code);
    });
    if (current) socket.send(JSON.stringify({ ...current, now: Date.now() }));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const hub: Hub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets,
    opened: 0,
    closes,
    publish(state, more = {}) {
      current = frame(state, { reconnectMs: 200, spreadMs: 0, ...more });
      for (const socket of sockets) socket.send(JSON.stringify({ ...current, now: Date.now() }));
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      // All of them, also one that is being upgraded at this moment and is no longer the server's.
      for (const connection of connections) connection.destroy();
      await closed;
    },
  };
  return hub;
}

function notFound(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404).end();
}
