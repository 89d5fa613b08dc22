import { isRecord } from "./json.js";
import type { Texts } from "./text.js";
import { HOUR } from "./timing.js";

export type { Texts };

/** What an application's users are told; `overdue` is no phase but a view of `in_progress`. */
export type PhaseName = "operational" | "scheduled" | "in_progress" | "completed";

/** The place of a state in its history; the greater epoch wins, within an epoch the greater revision. */
export interface Version {
  epoch: number;
  revision: number;
}

/** The state document, as the hub sends it and `state.json` holds it; times are RFC 3339 with an offset. */
export interface MaintenanceState extends Version {
  schema: 1;
  app: string;
  updatedAt: string;
  phase: PhaseName;
  notice?: Notice;
}

/** One maintenance window in the operator's words; every text is plain text, never markup. */
export interface Notice {
  id: string;
  startsAt: string;
  /** Absent in an incident whose end nobody knows; without it nothing is overdue. */
  endsAt?: string;
  autoStart?: boolean;
  autoEnd?: boolean;
  title: Texts;
  body?: Texts;
  updates?: NoticeUpdate[];
  /** An http or https address; anything else has been dropped by {@link readState}. */
  url?: string;
}

/** What the operator added while the notice stood. */
export interface NoticeUpdate {
  at: string;
  text: Texts;
}

/** What is to be shown at one moment. */
export interface View {
  phase: PhaseName;
  /** In progress at `endsAt` or later. */
  overdue: boolean;
  /** Null when the phase is operational. */
  notice: Notice | null;
}

const PHASES: readonly unknown[] = ["operational", "scheduled", "in_progress", "completed"] satisfies PhaseName[];

/**
 * Reads a document as a tolerant reader: unknown fields are ignored, unusable optional fields are dropped.
 *
 * @returns null when the document cannot be read or its phase is not known: then there is nothing to show
 */
export function readState(value: unknown): MaintenanceState | null {
  if (!isVersioned(value) || !isTime(value.updatedAt) || !PHASES.includes(value.phase)) return null;
  const notice = readNotice(value.notice);
  return notice || value.phase === "operational" ? ({ ...value, notice } as MaintenanceState) : null;
}

/** Whether it is said where a document stands in its history, also when this reader understands nothing else of it. */
export function isVersioned(value: unknown): value is Version & Record<keyof MaintenanceState, unknown> {
  return isRecord(value) && [value.epoch, value.revision].every(Number.isSafeInteger);
}

/** Whether `a` comes after `b`, wherever either was read. */
export function isNewer(a: Version, b: Version): boolean {
  return (a.epoch - b.epoch || a.revision - b.revision) > 0;
}

/**
 * Says what a state means at a moment: the flags `autoStart` and `autoEnd` and the hour after completion are applied.
 *
 * @param now milliseconds since 1970 by the server's clock
 */
export function derive(state: MaintenanceState, now: number): View {
  return deriveUntil(state, now)[0];
}

/** What a state means at a moment, and if that is yet to come, the moment at which it will mean something else. */
export function deriveUntil({ phase, notice, updatedAt }: MaintenanceState, now: number): [View, number] {
  // A time that nobody knows is NaN, which is never reached.
  const endsAt = Date.parse(notice?.endsAt as string);
  let over = Date.parse(updatedAt) + HOUR;
  let until = NaN;
  const reached = (moment: number): boolean => now >= (until = moment);
  if (phase === "scheduled" && notice?.autoStart && reached(Date.parse(notice.startsAt))) phase = "in_progress";
  if (phase === "in_progress" && reached(endsAt) && notice?.autoEnd) {
    phase = "completed";
    over = endsAt + HOUR;
  }
  if (phase === "completed" && reached(over)) phase = "operational";
  return [
    {
      phase,
      overdue: phase === "in_progress" && now >= endsAt,
      notice: (phase !== "operational" && notice) || null,
    },
    until,
  ];
}

function readNotice(value: unknown): Notice | undefined {
  if (!isRecord(value) || !value.id || !isTime(value.startsAt) || !isRecord(value.title)) return undefined;
  const { endsAt, body, updates, url } = value;
  return {
    ...value,
    endsAt: isTime(endsAt) ? endsAt : undefined,
    body: isRecord(body) ? body : undefined,
    updates: Array.isArray(updates) ? updates.filter(isUpdate) : undefined,
    // The address becomes a link, so nothing but a web address may pass: `javascript:` would run.
    url: /^https?:\/\//i.test(url as string) ? url : undefined,
  } as unknown as Notice;
}

function isUpdate(value: unknown): boolean {
  return isRecord(value) && isTime(value.at) && isRecord(value.text);
}

function isTime(value: unknown): boolean {
  return Date.parse(value as string) >= 0;
}
