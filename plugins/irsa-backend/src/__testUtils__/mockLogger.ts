import { LoggerService } from '@backstage/backend-plugin-api';

/** A logger that says nothing. */
export type MockLogger = {
  [Name in keyof LoggerService]: jest.MockedFunction<LoggerService[Name]>;
};

/**
 * As `mockServices.logger.mock` of Backstage's test utilities, which load the whole backend: for most suites, that takes
 * longer than their tests.
 */
export function mockLogger(given: Partial<LoggerService> = {}): MockLogger {
  return {
    debug: jest.fn(given.debug),
    info: jest.fn(given.info),
    warn: jest.fn(given.warn),
    error: jest.fn(given.error),
    child: jest.fn(given.child ?? (() => mockLogger())),
  };
}
