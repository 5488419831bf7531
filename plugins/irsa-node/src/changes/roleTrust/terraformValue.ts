import { HclExpression } from '../terraform/hclTypes';
import {
  isHidden,
  TerraformFile,
  TerraformFolder,
} from '../terraform/TerraformFolder';
import { placeOf } from '../terraform/hiddenParts';
import { ChangeImpossibleError } from '../types';

/** What an expression says. Throws ChangeImpossibleError for what the files do not tell. */
export function knownValue(
  folder: TerraformFolder,
  file: TerraformFile,
  expression: HclExpression,
  name: string,
): unknown {
  switch (expression.type) {
    case 'text':
    case 'literal':
      return expression.value;
    case 'list':
      return expression.items.map(item => knownValue(folder, file, item, name));
    case 'object':
      return Object.fromEntries(
        expression.items.map(({ key, value, start }) => {
          if (key === undefined) {
            throw notTold(file, start, name);
          }
          return [key, knownValue(folder, file, value, name)];
        }),
      );
    default: {
      const value = folder.valueOf(file, expression);
      if (value === undefined || isHidden(value)) {
        throw notTold(file, expression.start, name);
      }
      return value;
    }
  }
}

export function notTold(
  file: TerraformFile,
  at: number,
  name: string,
): ChangeImpossibleError {
  const place = placeOf(file, at);
  return new ChangeImpossibleError(
    'variable',
    `In ${place.path}, line ${place.line}, a part of the trust policy of ${name} comes from a variable, another resource or a function, so the files do not tell what it is. Make the change by hand.`,
    place,
  );
}
