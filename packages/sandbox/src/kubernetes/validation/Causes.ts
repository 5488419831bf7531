import { Cause } from '../ApiError';
import { Json } from '../types';

/** Collects the errors of an object, in the words of apimachinery's field errors. */
export class Causes {
  readonly list: Cause[] = [];

  add(reason: string, field: string, message: string): void {
    this.list.push({ reason, message, field });
  }

  required(field: string, detail: string): void {
    this.add(
      'FieldValueRequired',
      field,
      detail ? `Required value: ${detail}` : 'Required value',
    );
  }

  invalid(field: string, value: Json | object, detail: string): void {
    this.add(
      'FieldValueInvalid',
      field,
      `Invalid value: ${JSON.stringify(value)}: ${detail}`,
    );
  }

  forbidden(field: string, detail: string): void {
    this.add('FieldValueForbidden', field, `Forbidden: ${detail}`);
  }

  tooLong(field: string, bytes: number): void {
    this.add(
      'FieldValueTooLong',
      field,
      `Too long: may not be more than ${bytes} bytes`,
    );
  }

  notFound(field: string, value: string): void {
    this.add(
      'FieldValueNotFound',
      field,
      `Not found: ${JSON.stringify(value)}`,
    );
  }

  duplicate(field: string, value: Json): void {
    this.add(
      'FieldValueDuplicate',
      field,
      `Duplicate value: ${JSON.stringify(value)}`,
    );
  }

  notSupported(field: string, value: string, supported: string[]): void {
    this.add(
      'FieldValueNotSupported',
      field,
      `Unsupported value: ${JSON.stringify(
        value,
      )}: supported values: ${supported
        .map(item => JSON.stringify(item))
        .join(', ')}`,
    );
  }
}
