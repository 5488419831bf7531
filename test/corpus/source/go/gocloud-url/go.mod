module example.com/blob

go 1.22

require (
	gocloud.dev v0.37.0
	github.com/aws/aws-sdk-go-v2 v1.26.0
)
