// The script of the maintenance page: keeps it true to the state, in the reader's language and zone, and leads back.
import { board } from "./page/board.js";
import { countdown } from "./page/countdown.js";
import { reader } from "./page/data.js";
import type { PageData } from "./page/data.js";
import { element } from "./page/dom.js";
import { source } from "./page/source.js";
import { steps } from "./page/steps.js";
import { wayBack } from "./return.js";
import { readState } from "./state.js";

const data = JSON.parse(element("data").textContent!) as PageData;
const me = reader(data, [...navigator.languages, data.language], location.origin);
/** In the application's place never asked under its own host: that would keep alive the very connection that has to go. */
const asksState = data.stateUrl && !(me.standsIn && new URL(data.stateUrl).host === location.host);
const stateUrl = asksState ? data.stateUrl : undefined;

const client = source(readState(data.state)!, data.hub, stateUrl, () => back.heard());
const back = wayBack({ ...data, client, hasSources: data.hub || stateUrl, changed: steps(me) });
const shown = board(me);
const counted = countdown(me.time);

/** Where in each of the server's seconds this page beats: not where all the others do. */
const offset = 1_000 * Math.random();

/** Everything that moves on this page moves here, in step with the clock, and costs nothing where nothing has changed. */
function beat(): void {
  setTimeout(beat, 1_000 - ((client.now() + offset) % 1_000));
  // Behind what is shown, since the last word that is spoken is to be the return's; and whatever becomes of that.
  setTimeout(back.beat);
  client.beat();
  counted(shown(client.view()), client.now());
}

beat();
element("go").onclick = back.go;
element("stay").onclick = back.stay;
