import { World, WorldName } from '../World';
import { openLab } from './lab';
import { openSandbox } from './sandbox';

/** The world under test: `CONTRACT_WORLD=sandbox|lab`, the sandbox by default. */
export function worldName(): WorldName {
  const name = process.env.CONTRACT_WORLD ?? 'sandbox';
  if (name !== 'sandbox' && name !== 'lab') {
    throw new Error(
      `CONTRACT_WORLD is '${name}'; it must be 'sandbox' or 'lab'.`,
    );
  }
  return name;
}

export function openWorld(name: WorldName): Promise<World> {
  return name === 'lab' ? openLab() : openSandbox();
}
