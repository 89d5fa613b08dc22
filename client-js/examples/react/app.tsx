// A small shop's back office, as an application that uses Interlude: the hook, the banner, and a draft that is saved
// before the page gives way. The filter stands in the query and the order in the hash, so that one can see that people
// come back to where they were.
import { StrictMode, useEffect, useState } from "react";
import type { ReactElement } from "react";
import { createRoot } from "react-dom/client";
import { useBanner, useMaintenance } from "@interlude/client/react";

interface Order {
  id: string;
  what: string;
  open: boolean;
  euros: number;
}

const ORDERS: readonly Order[] = [
  { id: "1041", what: "Two raised beds, larch", open: true, euros: 318 },
  { id: "1042", what: "Seed potatoes, 5 kg", open: true, euros: 24 },
  { id: "1043", what: "Greenhouse, 6 m²", open: false, euros: 1_290 },
  { id: "1044", what: "Watering can, copper", open: true, euros: 86 },
];
const DRAFT = "fern-and-field:note";
const ASK_EVERY = 3_000;

function meta(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="interlude-${name}"]`)?.content || undefined;
}

const source = { app: meta("app") ?? "shop", hub: meta("hub"), stateUrl: meta("state") };

function Application(): ReactElement {
  const maintenance = useMaintenance(source);
  useBanner(maintenance?.client, { leave: true }, (banner) => banner.beforeMaintenance(saveDraft));
  const address = useAddress();
  const filter = address.searchParams.get("show") ?? "all";
  const chosen = ORDERS.find(({ id }) => `#order-${id}` === address.hash);

  return (
    <>
      <header>
        <h1>Fern &amp; Field</h1>
        <nav aria-label="Orders">
          {["all", "open", "sent"].map((name) => (
            <a key={name} href={`?show=${name}${address.hash}`} aria-current={name === filter ? "page" : undefined}>
              {name[0]!.toUpperCase() + name.slice(1)}
            </a>
          ))}
        </nav>
      </header>
      <main className="grid">
        <Orders filter={filter} />
        <section className="card">
          <h2>{chosen ? `Order ${chosen.id}: ${chosen.what}` : "Choose an order"}</h2>
          <Note />
        </section>
        <Inventory />
        <section className="card">
          <h2>What this tab knows</h2>
          <p id="phase">{maintenance?.view?.phase ?? "nothing yet"}</p>
          <p className="quiet">
            {maintenance?.state
              ? `Epoch ${maintenance.state.epoch}, revision ${maintenance.state.revision}`
              : "No state has arrived."}
          </p>
        </section>
      </main>
    </>
  );
}

function Orders({ filter }: { filter: string }): ReactElement {
  const shown = ORDERS.filter(({ open }) => filter === "all" || open === (filter === "open"));
  return (
    <section className="card">
      <h2>Orders</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Euros</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ id, what, euros }) => (
            <tr key={id}>
              <td>
                <a href={`#order-${id}`}>
                  {id}: {what}
                </a>
              </td>
              <td>{euros.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What has been typed survives the maintenance page. */
function Note(): ReactElement {
  const [note, setNote] = useState(() => sessionStorage.getItem(DRAFT) ?? "");
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <label htmlFor="note">Note for the packers</label>
      <textarea id="note" rows={4} value={note} onChange={(event) => setNote(event.target.value)} />
      <p className="quiet">Kept as a draft when maintenance begins.</p>
    </form>
  );
}

function saveDraft(): void {
  const field = document.querySelector<HTMLTextAreaElement>("#note");
  if (field) sessionStorage.setItem(DRAFT, field.value);
}

/** Asks the application's API, which answers 503 with problem+json while the traffic is switched. */
function Inventory(): ReactElement {
  const [answer, setAnswer] = useState("");
  useEffect(() => {
    const ask = async (): Promise<void> => {
      try {
        const response = await fetch("api/inventory", { headers: { accept: "application/json" } });
        setAnswer(`${response.status} ${response.headers.get("content-type") ?? ""}\n${await response.text()}`);
      } catch {
        setAnswer("No answer.");
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY);
    return () => clearInterval(timer);
  }, []);
  return (
    <section className="card">
      <h2>Inventory service</h2>
      <pre id="inventory">{answer}</pre>
    </section>
  );
}

function useAddress(): URL {
  const [address, setAddress] = useState(() => new URL(location.href));
  useEffect(() => {
    const changed = (): void => setAddress(new URL(location.href));
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  return address;
}

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Application />
  </StrictMode>,
);
