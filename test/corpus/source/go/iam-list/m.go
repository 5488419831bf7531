package main

func list(ctx context.Context, c *iam.Client) {
	out, _ := c.ListAccessKeys(ctx, &iam.ListAccessKeysInput{})
	for _, k := range out.AccessKeyMetadata {
		c.UpdateAccessKey(ctx, &iam.UpdateAccessKeyInput{AccessKeyId: k.AccessKeyId})
	}
}

type row struct {
	AccessKeyID string `json:"accessKeyId" db:"access_key_id"`
}
