// Drives crowd.c: one command, one answer.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export class Crowd {
  #process;
  #answers;

  /** @param {string} program the compiled crowd.c */
  constructor(program, port, most) {
    this.#process = spawn(program, [String(port), String(most)], { stdio: ["pipe", "pipe", "inherit"] });
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  async #ask(command) {
    this.#process.stdin.write(`${command}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`the crowd ended at "${command}"`);
    return JSON.parse(value);
  }

  /** `each` clients in a row share a path in which {} is their number. */
  async connect(count, path, { window = 256, each = 1 } = {}) {
    const answer = await this.#ask(`connect ${count} ${window} ${each} ${path}`);
    if (answer.lost) throw new Error(`${answer.lost} of ${count} could not connect to ${path}`);
    return answer;
  }

  /** @param {{file: string, revision: number}} message what is sent, and the revision that it ends in */
  async publish({ file, revision }, from, count) {
    const answer = await this.#ask(`publish ${revision} ${from} ${count} ${file}`);
    if (answer.status < 200 || answer.status > 299) throw new Error(`a publication was answered ${answer.status}`);
    if (answer.reached < answer.readers || answer.older) {
      throw new Error(`of ${answer.readers} only ${answer.reached} hold revision ${revision}; ${answer.older} came out of order`);
    }
    return answer;
  }

  stall(from, count) {
    return this.#ask(`stall ${from} ${count}`);
  }

  idle(ms) {
    return this.#ask(`idle ${ms}`);
  }

  quit() {
    return new Promise((resolve) => {
      this.#process.once("exit", resolve);
      this.#process.stdin.end("quit\n");
    });
  }
}
