package main

import "github.com/rclone/rclone/backend/s3"

func open(ctx context.Context, c Conf) (fs.Fs, error) {
	return s3.NewFs(ctx, "lake", c.Bucket, configmap.Simple{"provider": "AWS", "env_auth": "true"})
}
