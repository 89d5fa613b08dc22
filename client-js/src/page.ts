// The script of the maintenance page: keeps it true to the state, in the reader's language and zone, and leads back.
import { connect } from "./core.js";
import type { SocketLike } from "./core.js";
import { board } from "./page/board.js";
import { countdown } from "./page/countdown.js";
import { reader } from "./page/data.js";
import type { PageData } from "./page/data.js";
import { element } from "./page/dom.js";
import { steps } from "./page/steps.js";
import { wayBack } from "./return.js";

const data = JSON.parse(element("data").textContent!) as PageData;
const me = reader(data, navigator.languages, location.origin);
/** In the application's place never asked under its own host: that would keep alive the very connection that has to go. */
const asksState = data.stateUrl && !(me.standsIn && new URL(data.stateUrl).host === location.host);
const stateUrl = asksState ? data.stateUrl : undefined;

const client = connect({
  ...data,
  stateUrl,
  initial: data.state,
  environment: {
    openSocket(url) {
      const socket = new WebSocket(url);
      socket.addEventListener("message", heard);
      return socket as SocketLike;
    },
    async fetch(url, init) {
      const response = await fetch(url, init);
      if (response.ok) heard();
      return response;
    },
  },
});
const shown = board(me);
const counted = countdown(me.time, client.now);
const show = (): void => counted(shown(client));
show();
client.subscribe(show);

const back = wayBack({ ...data, client, hasSources: !!(data.hub || stateUrl), changed: steps(me) });
element("go").onclick = back.go;
element("stay").onclick = back.stay;

/** In a task of its own, by when the client has taken in what came. */
function heard(): void {
  setTimeout(back.heard);
}
