import fs from 'node:fs';
import path from 'node:path';
import { JsonObject } from '../json';
import { Note } from '../notes';
import { encryptedManifests } from './encryptedManifests';
import {
  chartsOf,
  componentsOf,
  includedBy,
  unreadFields,
} from './kustomization';

/** Generators read small files. */
const MAX_BYTES = 8 * 1024 * 1024;
const ADDRESS = /^[a-z][a-z\d+.-]*:|^git@|^github\.com\/|\?ref=/i;

/** What one kustomization names beside itself. `undefined` folder: it came from standard input. */
export class KustomizeFolder {
  constructor(
    private readonly folder: string | undefined,
    readonly say: (text: string) => void,
    /** Texts that count instead of those on the disk, by absolute path. */
    private readonly contents?: ReadonlyMap<string, string>,
  ) {}

  /** The text of a file of a generator; `undefined`, and a word about it, when it cannot be read. */
  read(named: string): string | undefined {
    return this.textOf(
      named,
      reason =>
        `a generator of Kustomize reads ${named}, which ${reason}, so what it makes is not known`,
    );
  }

  /** The text of a patch, likewise. */
  readPatch(named: string): string | undefined {
    return this.textOf(
      named,
      reason => `the patch ${named} ${reason}, so what it changes is not known`,
    );
  }

  /** The text of a file of rules, likewise. */
  readRules(named: string): string | undefined {
    return this.textOf(
      named,
      reason => `${named} ${reason}, so its rules for names are not known`,
    );
  }

  private textOf(
    named: string,
    /** Absent: it is said elsewhere. */
    words?: (reason: string) => string,
  ): string | undefined {
    const file = this.folder && path.resolve(this.folder, named);
    // Kustomize does not read outside of the folder either.
    const isInside =
      file !== undefined &&
      !path.relative(this.folder!, file).startsWith('..') &&
      !path.isAbsolute(named);
    let reason = 'is not in its folder';
    const changed = isInside ? this.contents?.get(file) : undefined;
    if (changed !== undefined) {
      return changed;
    }
    if (isInside) {
      try {
        if (fs.statSync(file).size <= MAX_BYTES) {
          return fs.readFileSync(file, 'utf8');
        }
        reason = 'is too large';
      } catch (error) {
        reason = `cannot be read (${(error as { code?: string }).code})`;
      }
    }
    if (words) {
      this.say(words(reason));
    }
    return undefined;
  }

  /** Local files and folders that it takes over. Says what is elsewhere, and what would have to be rendered. */
  included(kustomization: JsonObject): {
    resources: string[];
    components: string[];
  } {
    for (const chart of chartsOf(kustomization)) {
      this.say(
        `Kustomize renders the chart ${chart} here, which is not read; use kustomize build --enable-helm | irsa-audit files -`,
      );
    }
    for (const field of unreadFields(kustomization)) {
      this.say(
        `it has ${field}, which were not read, so what they change is not known; use kustomize build | irsa-audit files -`,
      );
    }
    const here = (named: string) => {
      const full = this.folder && path.resolve(this.folder, named);
      if (full && !ADDRESS.test(named) && fs.existsSync(full)) {
        return [full];
      }
      this.say(`it includes ${named}, which is not here and was not read`);
      return [];
    };
    return {
      resources: [
        ...includedBy(kustomization),
        ...encryptedManifests(kustomization, named => this.textOf(named)),
      ].flatMap(here),
      components: componentsOf(kustomization).flatMap(here),
    };
  }
}

/** A note about a kustomization. */
export function kustomizeNote(where: string, text: string): Note {
  return { where, kind: 'skipped', text };
}
