package x

var help = map[string]string{
	"AWS_ACCESS_KEY_ID":     "id",
	"AWS_SECRET_ACCESS_KEY": "secret",
}
