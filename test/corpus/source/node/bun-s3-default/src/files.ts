import { s3 } from "bun";

export const read = (name: string) => s3.file(name).json();
