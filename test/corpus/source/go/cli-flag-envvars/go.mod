module example.com/svc

go 1.21

require (
	github.com/urfave/cli/v2 v2.27.0
	github.com/aws/aws-sdk-go-v2/config v1.27.0
)
