import {
  AuthService,
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Readiness,
  SdkAnswer,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { Inventory } from '../inventory/types';
import { readSource } from './readSource';
import { sourceNotRead } from '../shared/sourceNotRead';
import { SdkAnswers } from './SdkAnswers';
import { sourceLocation } from '../sources/sourceLocation';
import { ReadinessService } from './types';
import { whyUnread } from './whyUnread';

/** How long a result is used before the host is asked again. */
const FRESH_MS = 10 * 60_000;
const KEPT = 200;

type Read = Awaited<ReturnType<typeof readSource>> & { at: number };

export interface DefaultReadinessServiceOptions {
  inventory: Pick<Inventory, 'get'>;
  catalog: CatalogService;
  answers: SdkAnswers;
  auth: AuthService;
  urlReader: UrlReaderService;
  logger: LoggerService;
}

/** Reads repositories through the portal's UrlReader, whose integrations decide the allowed hosts. */
export class DefaultReadinessService implements ReadinessService {
  /** By URL, with the most recently used at the end. */
  private readonly known = new Map<string, Read>();
  private readonly reading = new Map<string, Promise<Read>>();

  constructor(private readonly options: DefaultReadinessServiceOptions) {}

  async get(ref: WorkloadRef): Promise<Readiness> {
    const [readiness, answer] = await Promise.all([
      this.ofSource(ref),
      this.options.answers.get(ref),
    ]);
    return { ...readiness, ...(answer ? { answer } : {}) };
  }

  async answer(
    ref: WorkloadRef,
    sdk: SdkAnswer['sdk'],
    answeredBy: string,
  ): Promise<SdkAnswer> {
    await this.options.inventory.get(ref);
    return this.options.answers.put(ref, sdk, answeredBy);
  }

  private async ofSource(ref: WorkloadRef): Promise<Readiness> {
    const { inventory, catalog, auth, logger } = this.options;
    const { entityRef } = await inventory.get(ref);
    if (!entityRef) {
      return sourceNotRead(
        'No catalog entity is linked to this workload, so its source is not known. Add the annotation backstage.io/kubernetes-id or a label selector to the entity.',
      );
    }
    const credentials = await auth.getOwnServiceCredentials();
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) {
      return sourceNotRead(`The catalog does not have ${entityRef} any more.`);
    }
    const { url, reason } = sourceLocation(entity);
    if (url === undefined) {
      return sourceNotRead(reason);
    }
    const source = { entityRef, url: withoutUser(url) };
    try {
      const { readiness, at } = await this.read(url);
      return {
        ...readiness,
        ...inDoubt(readiness),
        source,
        asOf: new Date(at).toISOString(),
      };
    } catch (error) {
      logger.warn(
        `The source of ${entityRef} could not be read (${
          (error as Error).name
        })`,
      );
      return { ...sourceNotRead(whyUnread(error)), source };
    }
  }

  /** Concurrent callers share one read. */
  private read(url: string): Promise<Read> {
    const known = this.known.get(url);
    if (known && Date.now() - known.at < FRESH_MS) {
      return Promise.resolve(known);
    }
    const running =
      this.reading.get(url) ??
      this.readAgain(url, known).finally(() => this.reading.delete(url));
    this.reading.set(url, running);
    return running;
  }

  private async readAgain(url: string, known: Read | undefined): Promise<Read> {
    let read: Read;
    try {
      read = {
        ...(await readSource(this.options.urlReader, url, known?.etag)),
        at: Date.now(),
      };
    } catch (error) {
      if (!known || (error as Error).name !== 'NotModifiedError') {
        throw error;
      }
      read = { ...known, at: Date.now() };
    }
    this.known.delete(url);
    this.known.set(url, read);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= KEPT) {
        break;
      }
      this.known.delete(oldest);
    }
    return read;
  }
}

/** What is not known although something was read. Half a source may show that it would break, but never that it is ready. */
function inDoubt({
  verdict,
  filesRead,
  filesLeft,
}: Read['readiness']): Partial<Readiness> {
  if (filesLeft !== undefined) {
    return {
      verdict: verdict === 'blocked' ? verdict : 'unknown',
      reason: `It was not read whole: after 10 seconds of work, ${filesRead} files were read and ${filesLeft} were not. Let backstage.io/source-location point at the folder of the service.`,
    };
  }
  return verdict === 'unknown'
    ? {
        reason:
          'No AWS SDK was found in it. The service may use one that is not known here, or its source is elsewhere.',
      }
    : {};
}

/** An address may contain a user name and a token. */
function withoutUser(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.username = '';
    parsed.password = '';
    return parsed.href;
  } catch {
    return '';
  }
}
