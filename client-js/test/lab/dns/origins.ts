// Servers with certificates: two that answer to one name in turn, and the hub's.
import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureServer } from "node:http2";
import type { Http2ServerRequest, Http2ServerResponse, ServerHttp2Session } from "node:http2";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { join } from "node:path";
import { createServer } from "node:tls";

/** A certificate that nobody but the laboratory's browsers trusts. */
export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** Of its public key, as Chromium wants it named. */
  readonly fingerprint: string;
}

/** Makes a certificate for one name; the file's name tells several for the same name apart. */
export function certificate(folder: string, name: string, file = name): Certificate {
  const [key, cert] = [join(folder, `${file}.key`), join(folder, `${file}.pem`)];
  execFileSync(
    "openssl",
    // prettier-ignore
    ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
      "-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`, "-keyout", key, "-out", cert],
    { stdio: "ignore" },
  );
  const { publicKey } = new X509Certificate(readFileSync(cert));
  const spki = publicKey.export({ type: "spki", format: "der" });
  return { key: readFileSync(key), cert: readFileSync(cert), fingerprint: createHash("sha256").update(spki).digest("base64") };
}

/** One request, as far as it matters. */
export interface Request {
  readonly path: string;
  /** `document` for a navigation, `empty` for a script's own request. */
  readonly destination: string;
  readonly at: number;
}

export interface Origin {
  readonly requests: Request[];
  close(): Promise<void>;
}

export type Answer = (request: Http2ServerRequest, response: Http2ServerResponse) => void;

/** Starts an HTTP/2 server on port 443 of an address; connections without a request for `idleMs` are closed by GOAWAY. */
export async function startOrigin(
  address: string,
  { key, cert }: Certificate,
  idleMs: number,
  answer: Answer,
): Promise<Origin> {
  const requests: Request[] = [];
  const sessions = new Set<ServerHttp2Session>();
  const server = createSecureServer({ key, cert }, (request, response) => {
    const destination = String(request.headers["sec-fetch-dest"] ?? "");
    requests.push({ path: request.url, destination, at: Date.now() });
    answer(request, response);
  });
  server.on("session", (session) => {
    sessions.add(session);
    session.setTimeout(idleMs, () => session.close());
    session.on("close", () => sessions.delete(session));
    // A browser that is closed says so in many ways.
    session.on("error", () => session.destroy());
  });
  await new Promise<void>((ready, failed) => server.once("error", failed).listen(443, address, ready));
  return {
    requests,
    close() {
      for (const session of sessions) session.destroy();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

export interface Front {
  /** Connections that stand at the moment. */
  connections(): number;
  close(): Promise<void>;
}

/** Ends TLS before a server that speaks plain HTTP on a loopback port, as a load balancer does. */
export async function startFront(address: string, { key, cert }: Certificate, port: number): Promise<Front> {
  const open = new Set<Socket>();
  const server = createServer({ key, cert }, (socket) => {
    const behind = connect(port, "127.0.0.1");
    open.add(socket);
    for (const [one, other] of [[socket, behind], [behind, socket]] as const) {
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
    socket.on("close", () => open.delete(socket));
  });
  await new Promise<void>((ready, failed) => server.once("error", failed).listen(443, address, ready));
  return {
    connections: () => open.size,
    close() {
      for (const socket of open) socket.destroy();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
