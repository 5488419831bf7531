import { LoggerService } from '@backstage/backend-plugin-api';
import { AccountSupplier, SuppliedAccount } from 'backstage-plugin-irsa-node';
import { RecurringFailures } from '../shared/RecurringFailures';

const EVERY_SECONDS = 300;
const LEAST_SECONDS = 5;
const ACCOUNT_ID = /^\d{12}$/;

/** The AWS accounts that modules of the portal supply. The suppliers are called regularly. */
export class SuppliedAccounts {
  private readonly failures: RecurringFailures;
  private readonly known = new Map<string, readonly SuppliedAccount[]>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private isStopped = false;

  constructor(
    private readonly options: {
      suppliers: readonly AccountSupplier[];
      logger: LoggerService;
      failures?: RecurringFailures;
    },
  ) {
    this.failures =
      options.failures ?? new RecurringFailures({ logger: options.logger });
  }

  /** Does not wait for the suppliers. */
  start(): void {
    this.options.suppliers.forEach(supplier => void this.read(supplier));
  }

  stop(): void {
    this.isStopped = true;
    this.timers.forEach(timer => clearTimeout(timer));
  }

  /** By account id. The first supplier that names an account takes precedence. */
  find(accountId: string): SuppliedAccount | undefined {
    return this.all().find(each => each.accountId === accountId);
  }

  all(): SuppliedAccount[] {
    return this.options.suppliers.flatMap(({ name }) => [
      ...(this.known.get(name) ?? []),
    ]);
  }

  /** Suppliers that do not answer, with the reasons. */
  problems(): { name: string; message: string; since: Date }[] {
    return this.options.suppliers.flatMap(({ name }) => {
      const failure = this.failures.lasting(name);
      return failure
        ? [{ name, message: failure.message, since: new Date(failure.since) }]
        : [];
    });
  }

  private async read(supplier: AccountSupplier): Promise<void> {
    const { name, refreshSeconds = EVERY_SECONDS } = supplier;
    let pause = Math.max(LEAST_SECONDS, refreshSeconds) * 1_000;
    try {
      const accounts = await supplier.accounts();
      const wrong = accounts.find(each => !ACCOUNT_ID.test(each.accountId));
      if (wrong) {
        throw new Error(
          `'${wrong.accountId}' is not an AWS account id of 12 digits`,
        );
      }
      this.known.set(name, accounts);
      this.failures.succeeded(name, `${name} tells its AWS accounts again`);
    } catch (error) {
      pause = this.failures.failed(
        name,
        `${name} does not tell its AWS accounts: ${(error as Error).message}`,
      );
    }
    if (!this.isStopped) {
      const timer = setTimeout(() => void this.read(supplier), pause);
      this.timers.set(name, timer.unref());
    }
  }
}
