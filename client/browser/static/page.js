// The page: a terminal that fills the window, and the one connection to `hotline serve`.
// What is typed goes out as bytes, sizes and receipts as JSON; what comes in is drawn. See messages.py.

import { Terminal } from "./xterm.mjs";

const FONTS = 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';
const PIECE_BYTES = 16 * 1024; // of what is pasted
const PASTE_BYTES = 512 * 1024;
const LEAST = 2; // columns or rows
const TRIES = 10; // a second apart: as long as the client waits for us
const FINAL = 1000; // the server's word that the session is over. Source: RFC 6455 7.4.1
const REFUSED = 1008;
const FORBIDDEN = 403;

const notice = document.getElementById("notice");
const terminal = new Terminal({
  fontFamily: FONTS,
  fontSize: 15,
  scrollback: 0,
  theme: { background: "#10141a", foreground: "#d8dee6" },
  linkHandler: { activate: () => {} }, // nothing here leads out of this machine
});
let line = null;
let tries = 0;
let over = false;

function send(message) {
  if (line?.readyState === WebSocket.OPEN) line.send(message);
}

function tell(sentence) {
  notice.textContent = sentence;
}

// Sizes

function size() {
  return JSON.stringify({ columns: terminal.cols, rows: terminal.rows });
}

function fit() {
  const drawn = terminal.element.querySelector(".xterm-screen").getBoundingClientRect();
  const columns = Math.floor((innerWidth * terminal.cols) / drawn.width);
  const rows = Math.floor((innerHeight * terminal.rows) / drawn.height);
  if (Number.isFinite(columns) && Number.isFinite(rows)) {
    terminal.resize(Math.min(Math.max(columns, LEAST), 500), Math.min(Math.max(rows, LEAST), 300));
  }
}

// The connection

function connect() {
  line = new WebSocket(new URL("line", location.href));
  line.binaryType = "arraybuffer";
  line.onopen = () => {
    tries = 0;
    tell("");
    line.send(size());
  };
  line.onmessage = ({ data }) => {
    const from = line;
    terminal.write(new Uint8Array(data), () => {
      if (line === from) send(JSON.stringify({ drawn: data.byteLength }));
    });
  };
  line.onclose = ({ code, reason }) => {
    if (code === FINAL || code === REFUSED) end(reason);
    else retry();
  };
}

async function retry() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.status === FORBIDDEN) end("The session has ended. `hotline serve` prints a new address.");
  else if (++tries > TRIES) end("The connection to `hotline serve` is lost.");
  else {
    tell("The connection is lost. Trying again.");
    setTimeout(connect, 1000);
  }
}

function end(sentence) {
  over = true;
  terminal.options.disableStdin = true;
  tell(sentence || "The session is over.");
}

// Keys, mouse and what is pasted

function type(bytes) {
  if (bytes.length > PASTE_BYTES) {
    tell("That was too much to paste at once. Nothing of it was taken.");
    setTimeout(() => over || tell(""), 5000);
    return;
  }
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) send(bytes.slice(start, start + PIECE_BYTES));
}

terminal.onData((text) => type(new TextEncoder().encode(text)));
terminal.onBinary((octets) => type(Uint8Array.from(octets, (octet) => octet.charCodeAt(0))));
terminal.onResize(() => send(size()));
terminal.attachCustomKeyEventHandler((event) => {
  const paste = event.ctrlKey && !event.altKey && event.key.toLowerCase() === "v";
  return !paste; // the browser's own: what is pasted comes as text
});

// The app's own requests: a title, a bell, and what it copies. It never reads the clipboard.

terminal.onTitleChange((title) => {
  document.title = title || "Hotline";
});

terminal.onBell(() => {
  const audio = new AudioContext();
  const tone = new OscillatorNode(audio, { frequency: 880 });
  tone.onended = () => audio.close();
  tone.connect(new GainNode(audio, { gain: 0.2 })).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.2);
});

terminal.parser.registerOscHandler(52, (request) => {
  const content = request.slice(request.indexOf(";") + 1);
  if (content === "?") return true;
  try {
    const octets = Uint8Array.from(atob(content), (octet) => octet.charCodeAt(0));
    navigator.clipboard.writeText(new TextDecoder().decode(octets)).catch(() => {});
  } catch {
    // It was not base64: nothing is copied.
  }
  return true;
});

addEventListener("beforeunload", (event) => {
  if (!over && line?.readyState === WebSocket.OPEN) event.preventDefault(); // Ctrl+W deletes a word elsewhere
});

terminal.open(document.getElementById("screen"));
fit();
terminal.focus();
new ResizeObserver(fit).observe(document.body);
connect();
