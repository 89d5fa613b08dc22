/**
 * The maintenance state of one application, followed from the browser: reading, deriving and staying connected.
 *
 * Importing this module touches nothing; the network is used from {@link connect} on.
 *
 * @module
 */
export { connect } from "./client.js";
export type { ClientOptions, MaintenanceClient } from "./client.js";
export type { Environment, SocketLike } from "./environment.js";
export { isMaintenance } from "./own.js";
export { derive, isNewer, readState } from "./state.js";
export type { MaintenanceState, Notice, NoticeUpdate, PhaseName, Texts, Version, View } from "./state.js";
export { pickText } from "./text.js";
export type { PickedText } from "./text.js";
