import { readFileSync } from 'node:fs';
import { inRoot } from './paths';

/** A fenced block of docs/install.md. */
export interface GuideBlock {
  /** The heading it stands under, without the signs before it. */
  heading: string;
  /** What stands after the fence, such as `sh`. */
  language: string;
  text: string;
}

/** All fenced blocks of a Markdown text, in order. */
function fencedBlocks(markdown: string): GuideBlock[] {
  const blocks: GuideBlock[] = [];
  let heading = '';
  let open: GuideBlock | undefined;
  for (const line of markdown.split('\n')) {
    const fence = /^```(\S*)/.exec(line);
    if (open && fence) {
      blocks.push(open);
      open = undefined;
    } else if (open) {
      open.text += `${line}\n`;
    } else if (fence) {
      open = { heading, language: fence[1], text: '' };
    } else {
      heading = /^#+ (.*)/.exec(line)?.[1] ?? heading;
    }
  }
  return blocks;
}

/** A document, usually docs/install.md, as a stranger would follow it: command by command, file by file. */
export class InstallGuide {
  private readonly blocks: GuideBlock[];

  constructor(markdown = readFileSync(inRoot('docs/install.md'), 'utf8')) {
    this.blocks = fencedBlocks(markdown);
  }

  /** The blocks under a heading. Throws when the heading has none: then the guide has changed, and this test has to. */
  under(heading: string): GuideBlock[] {
    const found = this.blocks.filter(block => block.heading === heading);
    if (found.length === 0) {
      throw new Error(
        `The guide has no fenced block under "${heading}"; it has some under ${[
          ...new Set(this.blocks.map(block => `"${block.heading}"`)),
        ].join(', ')}`,
      );
    }
    return found;
  }

  /** The pieces of configuration in the whole guide. */
  configurations(): string[] {
    return this.blocks
      .filter(({ language }) => language === 'yaml')
      .map(({ text }) => text);
  }
}
