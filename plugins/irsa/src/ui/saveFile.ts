/** Gives a file to the browser, under the name from the backend. @param otherwise - name when the backend gives none */
export function saveFile(
  file: Blob,
  response: Response,
  otherwise: string,
): void {
  const disposition = response.headers.get('content-disposition') ?? '';
  const name = /filename="([^"]+)"/.exec(disposition)?.[1];
  save(file, name ?? otherwise);
}

/** Gives a text to the browser as a file. */
export function saveText(text: string, name: string): void {
  save(new Blob([text], { type: 'text/plain' }), name);
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
