import { S3Client } from "@aws-sdk/client-s3";
import { serve } from "bun";

export const store = new S3Client({ region: "eu-west-1" });
serve({ fetch: () => new Response("ok") });
