import { validationError } from '../AwsError';

/** Parameters of the query protocol: `Action=…&Tags.member.1.Key=…`. */
export class QueryParameters {
  private readonly values: URLSearchParams;

  constructor(values: URLSearchParams) {
    this.values = values;
  }

  get(name: string): string | undefined {
    return this.values.get(name) ?? undefined;
  }

  /** @throws ValidationError 400 when the parameter is absent */
  require(name: string): string {
    const value = this.get(name);
    if (value === undefined || value === '') {
      throw validationError(
        `1 validation error detected: Value null at '${camel(
          name,
        )}' failed to satisfy constraint: Member must not be null`,
      );
    }
    return value;
  }

  number(name: string): number | undefined {
    const value = this.get(name);
    if (value === undefined) {
      return undefined;
    }
    if (!/^-?\d+$/.test(value)) {
      throw validationError(
        `Value '${value}' at '${camel(name)}' is no number`,
      );
    }
    return Number(value);
  }

  list(name: string): string[] {
    const values: string[] = [];
    for (let index = 1; ; index++) {
      const value = this.get(`${name}.member.${index}`);
      if (value === undefined) {
        return values;
      }
      values.push(value);
    }
  }

  /** Lists of structures: one getter for each item. */
  structures(name: string): QueryParameters[] {
    const items: QueryParameters[] = [];
    for (let index = 1; ; index++) {
      const prefix = `${name}.member.${index}.`;
      const fields = [...this.values].filter(([key]) => key.startsWith(prefix));
      if (fields.length === 0) {
        return items;
      }
      items.push(
        new QueryParameters(
          new URLSearchParams(
            fields.map(([key, value]) => [key.slice(prefix.length), value]),
          ),
        ),
      );
    }
  }

  tags(): Record<string, string> {
    return Object.fromEntries(
      this.structures('Tags').map(tag => [
        tag.require('Key'),
        tag.get('Value') ?? '',
      ]),
    );
  }
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
