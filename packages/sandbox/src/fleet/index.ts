export { generateFleet } from './generateFleet';
export type { Fleet, FleetOptions } from './generateFleet';
export { loadFleet } from './loadFleet';
