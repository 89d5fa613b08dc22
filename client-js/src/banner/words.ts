/**
 * What the banner says by itself; everything else is the operator's, or the browser's own knowledge of languages.
 * `details` names the link to the maintenance page.
 */
export type Words = [inProgress: string, overdue: string, completed: string, bypass: string, details: string];

/** By BCP 47 tag. */
export const words: Record<string, Words> = {
  en: [
    "Maintenance in progress",
    "Maintenance is taking longer than planned",
    "Maintenance is complete",
    "You are bypassing maintenance",
    "Details",
  ],
  de: [
    "Wartung läuft",
    "Wartung dauert länger",
    "Wartung beendet",
    "Wartung wird umgangen",
    "Details",
  ],
  fr: [
    "Maintenance en cours",
    "Maintenance prolongée",
    "Maintenance terminée",
    "Maintenance contournée",
    "Détails",
  ],
  es: [
    "Mantenimiento en curso",
    "Mantenimiento prolongado",
    "Mantenimiento terminado",
    "Mantenimiento eludido",
    "Detalles",
  ],
};
