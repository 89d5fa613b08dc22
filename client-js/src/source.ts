/** Where states come from. */
export interface Source {
  /** Starts, unless it has started. */
  open(this: void): void;
  /** Stops, with every plan that it has, until it is opened again. */
  close(this: void): void;
  /** The tab became visible or the network is said to be back: what can be learned should be learned within a second. */
  nudge(this: void): void;
}
