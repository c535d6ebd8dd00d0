// A tone for new red and orange warnings. It can be silenced for a bounded time, never for good.
import { ref } from "../vendor/vue.js";
import { settings } from "./settings.js";

const MUTE_MILLIS = 10 * 60_000;
const TONES = { red: [880, 660, 880, 660, 880, 660], orange: [660, 660, 660] };

let context = null;

/** Whether the browser holds sound back until the reader touches the page. */
export const blocked = ref(false);

/** How often a tone was asked for; shown nowhere, read by the browser tests. */
export const rung = ref(0);

export function allow() {
  context ??= new AudioContext();
  context.resume().then(() => {
    blocked.value = context.state !== "running";
  });
}

export function mute() {
  settings.mutedUntil = Date.now() + MUTE_MILLIS;
}

export function unmute() {
  settings.mutedUntil = 0;
}

export function mutedFor() {
  // A time further ahead than one press allows was not set by the button.
  return Math.min(MUTE_MILLIS, Math.max(0, settings.mutedUntil - Date.now()));
}

export function ring(level) {
  const tones = TONES[level];
  if (!tones || mutedFor() > 0) return;
  rung.value += 1;
  try {
    context ??= new AudioContext();
  } catch {
    blocked.value = true;
    return;
  }
  if (context.state !== "running") {
    blocked.value = true;
    return;
  }
  tones.forEach((frequency, i) => beep(frequency, context.currentTime + i * 0.28));
}

function beep(frequency, at) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.3, at + 0.02);
  volume.gain.linearRampToValueAtTime(0, at + 0.24);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.26);
}
