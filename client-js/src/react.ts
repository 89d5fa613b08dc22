"use client";
/**
 * The maintenance state in React 18 and later: one connection for all components that ask for the same application.
 *
 * @module
 */
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { showBanner } from "./banner.js";
import type { Banner, BannerOptions } from "./banner.js";
import { connect } from "./core.js";
import type { ClientOptions, MaintenanceClient, MaintenanceState, View } from "./core.js";

/** What is known at one render; the same object until something changes. */
export interface Maintenance {
  readonly state: MaintenanceState | null;
  readonly view: View | null;
  readonly client: MaintenanceClient;
}

interface Store {
  users: number;
  current: Maintenance;
}

const stores = new Map<string, Store>();

/**
 * Follows an application while the component is mounted. Components with the same `app`, `hub` and `stateUrl` share one
 * connection, which ends when the last of them is gone.
 *
 * @returns null on the server and until the component is mounted
 */
export function useMaintenance(options: ClientOptions): Maintenance | null {
  const { app, hub, stateUrl } = options;
  const key = JSON.stringify([app, hub, stateUrl]);
  const subscribe = useCallback(
    (changed: () => void) => {
      const store = stores.get(key) ?? open(key, options);
      store.users++;
      const unsubscribe = store.current.client.subscribe(changed);
      return () => {
        unsubscribe();
        store.users--;
        // A task later, since StrictMode mounts again at once.
        setTimeout(() => {
          if (store.users || stores.get(key) !== store) return;
          stores.delete(key);
          store.current.client.close();
        });
      };
    },
    // The other options are read when the connection is made.
    [key],
  );
  return useSyncExternalStore(
    subscribe,
    () => stores.get(key)?.current ?? null,
    () => null,
  );
}

/**
 * Shows the banner of a client while the component is mounted.
 *
 * @param client from {@link useMaintenance}; nothing is shown while it is missing
 * @param ready is given the banner, for its hooks
 */
export function useBanner(
  client: MaintenanceClient | undefined,
  options: BannerOptions = {},
  ready?: (banner: Banner) => void,
): void {
  useEffect(() => {
    if (!client) return undefined;
    const banner = showBanner(client, options);
    ready?.(banner);
    return banner.close;
  }, [client]);
}

function open(key: string, options: ClientOptions): Store {
  const client = connect(options);
  const store: Store = { users: 0, current: { client, state: client.state(), view: client.view() } };
  // Before any component subscribes, so that each of them finds the new snapshot when it is told.
  client.subscribe(() => {
    store.current = { client, state: client.state(), view: client.view() };
  });
  stores.set(key, store);
  return store;
}
