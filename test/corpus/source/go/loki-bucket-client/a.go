package a

var conf = s3.Config{
	Bucket:    "b",
	AccessKey: opts.Key,
	SecretKey: opts.Secret,
}
