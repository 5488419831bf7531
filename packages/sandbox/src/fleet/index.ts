export { generateFleet } from './generateFleet';
export { loadFleet } from './loadFleet';
