package a

func token(ctx context.Context, c *sts.Client) (*sts.GetSessionTokenOutput, error) {
	return c.GetSessionToken(ctx, &sts.GetSessionTokenInput{DurationSeconds: aws.Int32(3600)})
}
