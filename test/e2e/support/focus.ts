import { expect, Page } from '@playwright/test';

/** WCAG 2.4.13 and 1.4.11. */
const LEAST = 3;

/**
 * Presses Tab and fails with every control of ours whose focus cannot be seen: no outline, and no shadow or border of its own, with
 * a contrast of at least 3 to 1 to what is behind it.
 *
 * @param steps - how often Tab is pressed
 */
export async function expectVisibleFocus(
  page: Page,
  steps: number,
): Promise<void> {
  const faint: string[] = [];
  let seen = 0;
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(contrastOfFocus);
    if (found) {
      seen += 1;
      if (found.contrast < LEAST) {
        faint.push(`${found.name}: ${found.contrast.toFixed(2)}`);
      }
    }
  }
  expect(seen, 'controls of ours').toBeGreaterThan(10);
  expect(faint, `focus with a contrast below ${LEAST}`).toEqual([]);
}

/** Runs in the page. Undefined while the focus is not on a control of ours. */
function contrastOfFocus(): { name: string; contrast: number } | undefined {
  const canvas = document.createElement('canvas').getContext('2d', {
    willReadFrequently: true,
  })!;
  // Colours come in many notations; a pixel has three numbers.
  const read = (colour: string) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]: number[]) => {
    const [red, green, blue] = [r, g, b].map(value => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element | null): number[] => {
    for (let outer = element; outer; outer = outer.parentElement) {
      const colour = read(getComputedStyle(outer).backgroundColor);
      if (colour[3] === 255) {
        return colour;
      }
    }
    return [255, 255, 255, 255];
  };
  const active = document.activeElement;
  if (!active?.closest('main') || active === document.querySelector('main')) {
    return undefined;
  }
  // A field draws the ring around its group.
  const rings = [
    active,
    active.parentElement,
    active.parentElement?.parentElement,
  ]
    .filter((element): element is HTMLElement => Boolean(element))
    .flatMap(element => {
      const style = getComputedStyle(element);
      const colours: string[] =
        style.boxShadow.match(/(?:rgba?|oklch|color)\([^)]+\)|#\w+/g) ?? [];
      if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) {
        colours.push(style.outlineColor);
      }
      return colours.map(colour => ({ colour: read(colour), element }));
    });
  const contrasts = rings.map(({ colour, element }) => {
    const [high, low] = [colour, behind(element.parentElement)]
      .map(luminance)
      .sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  });
  return {
    name:
      active.getAttribute('aria-label') ??
      active.textContent?.trim().slice(0, 40) ??
      active.tagName,
    contrast: Math.max(1, ...contrasts),
  };
}
