#!/bin/bash
mc alias set local http://minio:9000 "$MINIO_ID" "$MINIO_SECRET"
mc cp /tmp/app.gz local/backups/
