import { isRecord } from "./json.js";
import type { Texts } from "./text.js";

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
  /** In progress and past `endsAt`. */
  overdue: boolean;
  /** Null when the phase is operational. */
  notice: Notice | null;
}

const PHASES: readonly unknown[] = ["operational", "scheduled", "in_progress", "completed"] satisfies PhaseName[];
const HOUR = 3_600_000;

/**
 * Reads a document as a tolerant reader: unknown fields are ignored, unusable optional fields are dropped.
 *
 * @returns null when the document cannot be read or its phase is not known: then there is nothing to show
 */
export function readState(value: unknown): MaintenanceState | null {
  const version = readVersion(value);
  if (!version || !isRecord(value)) return null;
  const { app, updatedAt, phase } = value;
  if (typeof app !== "string" || !isTime(updatedAt) || !PHASES.includes(phase)) return null;
  const state: MaintenanceState = { schema: 1, app, ...version, updatedAt, phase: phase as PhaseName };
  if (phase === "operational") return state;
  const notice = readNotice(value["notice"]);
  return notice && { ...state, notice };
}

/** Reads where a document stands in its history, also when the rest of it is of a later version than this reader. */
export function readVersion(value: unknown): Version | null {
  if (!isRecord(value)) return null;
  const { epoch, revision } = value;
  return isCount(epoch) && isCount(revision) ? { epoch, revision } : null;
}

/** Whether `a` comes after `b`, wherever either was read. */
export function isNewer(a: Version, b: Version): boolean {
  return a.epoch === b.epoch ? a.revision > b.revision : a.epoch > b.epoch;
}

/**
 * Says what a state means at a moment: the flags `autoStart` and `autoEnd` and the hour after completion are applied.
 *
 * @param now milliseconds since 1970 by the server's clock
 */
export function derive(state: MaintenanceState, now: number): View {
  const { notice, updatedAt } = state;
  let { phase } = state;
  if (!notice || phase === "operational") return { phase: "operational", overdue: false, notice: null };
  const startsAt = Date.parse(notice.startsAt);
  const endsAt = notice.endsAt === undefined ? Infinity : Date.parse(notice.endsAt);
  let completedAt = Date.parse(updatedAt);
  if (phase === "scheduled" && notice.autoStart && now >= startsAt) phase = "in_progress";
  if (phase === "in_progress" && notice.autoEnd && now >= endsAt) {
    phase = "completed";
    completedAt = endsAt;
  }
  if (phase === "completed" && now >= completedAt + HOUR) {
    return { phase: "operational", overdue: false, notice: null };
  }
  return { phase, overdue: phase === "in_progress" && now > endsAt, notice };
}

/** The next moment after `now` at which {@link derive} may answer otherwise; Infinity when there is none. */
export function nextBoundary(state: MaintenanceState, now: number): number {
  const { notice, updatedAt } = state;
  if (!notice) return Infinity;
  const startsAt = Date.parse(notice.startsAt);
  const endsAt = notice.endsAt === undefined ? Infinity : Date.parse(notice.endsAt);
  // A window is overdue only past its end, hence the millisecond.
  const moments = [startsAt, endsAt, endsAt + 1, endsAt + HOUR, Date.parse(updatedAt) + HOUR];
  return Math.min(...moments.filter((moment) => moment > now));
}

function readNotice(value: unknown): Notice | null {
  if (!isRecord(value)) return null;
  const { id, startsAt, endsAt, autoStart, autoEnd, title, body, updates, url } = value;
  if (typeof id !== "string" || !isTime(startsAt) || !isRecord(title)) return null;
  const notice: Notice = { id, startsAt, title: title as Texts };
  if (isTime(endsAt)) notice.endsAt = endsAt;
  if (autoStart === true) notice.autoStart = true;
  if (autoEnd === true) notice.autoEnd = true;
  if (isRecord(body)) notice.body = body as Texts;
  if (Array.isArray(updates)) notice.updates = updates.filter(isUpdate);
  // The address becomes a link, so nothing but a web address may pass: `javascript:` would run.
  if (typeof url === "string" && /^https?:\/\//i.test(url)) notice.url = url;
  return notice;
}

function isUpdate(value: unknown): value is NoticeUpdate {
  return isRecord(value) && isTime(value["at"]) && isRecord(value["text"]);
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
