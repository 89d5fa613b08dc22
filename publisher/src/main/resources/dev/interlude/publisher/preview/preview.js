// The controls of the preview. What is chosen stands in the fragment, so that it survives a reload and can be linked.
const stage = document.getElementById("stage");
const news = document.getElementById("news");
const FILES = [
  "page", "alb.html", "waf.html", "alb.json", "503.json", "cloudfront-function.js", "nginx.conf",
  "api/v2/summary.json", "calendar.ics", "feed.xml", "state.json",
];
const EDGE = /^(alb|waf)\.|^cloudfront|^nginx/;
const EACH = "each";

const chosen = () => {
  const given = new URLSearchParams(location.hash.slice(1));
  const or = (name, usual) => given.get(name) ?? usual;
  return {
    phase: or("phase", "in_progress"),
    language: or("language", "auto"),
    theme: or("theme", "auto"),
    width: or("width", "full"),
    file: or("file", "page"),
  };
};

function group(name, values, said = (value) => value.replaceAll("_", " ")) {
  const set = document.createElement("fieldset");
  set.append(Object.assign(document.createElement("legend"), { textContent: name }));
  for (const value of values) {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name, value });
    input.checked = chosen()[name] === value;
    label.append(input, Object.assign(document.createElement("span"), { textContent: said(value) }));
    set.append(label);
  }
  return set;
}

function frame(phase, language, theme) {
  const { width, file } = chosen();
  const path = `/${EDGE.test(file) ? "edge" : "show"}/${phase}/${language}/${theme}/${file === "page" ? "" : file}`;
  const figure = document.createElement("figure");
  figure.dataset.width = width;
  const caption = document.createElement("figcaption");
  const link = Object.assign(document.createElement("a"), { href: path, target: "_blank" });
  link.textContent = [phase.replaceAll("_", " "), language, theme].join(" · ");
  caption.append(link);
  const shown = Object.assign(document.createElement("iframe"), { src: path, title: link.textContent });
  shown.style.width = width === "full" ? "100%" : `${width}px`;
  figure.append(caption, shown);
  return figure;
}

let choices = { shows: [], languages: [] };

function show() {
  const { phase, language, theme } = chosen();
  const all = (value, every) => (value === EACH ? every : [value]);
  const frames = [];
  for (const aPhase of all(phase, choices.shows.filter((name) => name !== "current"))) {
    for (const aLanguage of all(language, choices.languages.filter((name) => name !== "auto"))) {
      for (const aTheme of all(theme, ["light", "dark"])) frames.push(frame(aPhase, aLanguage, aTheme));
    }
  }
  stage.replaceChildren(...frames);
}

async function load() {
  const answer = await fetch("/choices.json");
  if (answer.ok) {
    choices = await answer.json();
    document.getElementById("title").textContent = choices.title;
    document.getElementById("choices").replaceChildren(
      group("phase", [...choices.shows, EACH]),
      group("language", [...choices.languages, EACH]),
      group("theme", ["auto", "light", "dark", EACH]),
      group("width", ["320", "390", "768", "1280", "full"]),
      group("file", FILES),
    );
  }
  show();
}

document.getElementById("choices").addEventListener("change", (event) => {
  location.hash = new URLSearchParams({ ...chosen(), [event.target.name]: event.target.value });
});
addEventListener("hashchange", show);

async function watch() {
  let seen;
  for (;;) {
    try {
      const answer = await fetch(`/changes${seen === undefined ? "" : `?since=${seen}`}`);
      const changes = await answer.text();
      if (seen !== undefined && changes !== seen) {
        await load();
        news.textContent = `Read again at ${new Date().toLocaleTimeString()}`;
      }
      seen = changes;
    } catch {
      news.textContent = "The preview has ended; start it again to go on.";
      await new Promise((waited) => setTimeout(waited, 1_000));
    }
  }
}

load();
watch();
