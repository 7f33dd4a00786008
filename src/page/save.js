// Files that the page gives to a reader: tables as CSV and JSON, pictures.

/**
 * A table as CSV by RFC 4180: a line of names, then one of each row.
 * @param {string[]} names
 * @param {(string | number | boolean | null | undefined)[][]} rows
 * @returns {string}
 */
export function csvOf(names, rows) {
  /** @param {string | number | boolean | null | undefined} value */
  const field = (value) => {
    const text = String(value ?? '');
    return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [names, ...rows].map((row) => row.map(field).join(',') + '\r\n').join('');
}

/**
 * A table as a JSON array of objects; what is missing is null.
 * @param {string[]} names
 * @param {(string | number | boolean | null | undefined)[][]} rows
 */
export function jsonOf(names, rows) {
  const objects = rows.map((row) =>
    Object.fromEntries(names.map((name, i) => [name, row[i] ?? null])));
  return JSON.stringify(objects, null, 1) + '\n';
}

/**
 * A name that every file system takes.
 * @param {string} name
 */
export function fileName(name) {
  const plain = name.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, 60);
  return plain.replace(/^[._]+/, '') || 'hogvec';
}

/**
 * Hands a file to the browser to be kept.
 * @param {string} name
 * @param {Blob | string} content
 * @param {string} [type]
 */
export function saveFile(name, content, type = 'text/plain') {
  const blob = content instanceof Blob ? content : new Blob([content], {type});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
