import { Migration } from 'backstage-plugin-irsa-common';
import { CrashWorld, WorldSettings } from '../world/CrashWorld';
import { Replica } from '../world/Replica';

/** Something that a person asks a portal for, and that takes the portal many calls. */
export interface Way {
  name: string;
  /** Where it is walked; default the walk-through. */
  world?: WorldSettings;
  /** A part of a place that an undisturbed walk has to meet: without it, the way is not what its name says. */
  meets?: string;
  /** Brings the world to where the way begins. Returns what the person asks for: it may be asked of another replica again. */
  prepare(
    world: CrashWorld,
    replica: Replica,
  ): Promise<(asked: Replica) => Promise<Migration>>;
  /**
   * Whether the way has come to its end, for one that ends in the status in which it begins, or waits for somebody. Default:
   * the migration has nothing more to do.
   */
  isOver?(migration: Migration): boolean;
}
