/** What the banner says by itself; everything else is the operator's. */
export interface Words {
  /** The region's name for assistive technology. */
  region: string;
  inProgress: string;
  overdue: string;
  completed: string;
  /** Followed by a relative time: "Starts" "in 10 minutes". */
  starts: string;
  /** Followed by minutes and seconds, after `starts`. */
  in: string;
  /** Followed by a time. */
  back: string;
  details: string;
  dismiss: string;
  bypass: string;
}

/** By BCP 47 tag. */
export const words: Record<string, Words> = {
  en: {
    region: "Maintenance",
    inProgress: "Maintenance in progress",
    overdue: "Maintenance is taking longer than planned",
    completed: "Maintenance is complete",
    starts: "Starts",
    in: "in",
    back: "Expected back:",
    details: "Details",
    dismiss: "Dismiss",
    bypass: "You are bypassing maintenance",
  },
  de: {
    region: "Wartung",
    inProgress: "Wartung läuft",
    overdue: "Die Wartung dauert länger als geplant",
    completed: "Die Wartung ist beendet",
    starts: "Beginnt",
    in: "in",
    back: "Voraussichtlich zurück:",
    details: "Mehr erfahren",
    dismiss: "Ausblenden",
    bypass: "Sie umgehen die Wartung",
  },
};
