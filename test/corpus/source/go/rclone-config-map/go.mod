module example.com/svc

go 1.22

require (
	github.com/aws/aws-sdk-go-v2/config v1.27.0
	github.com/rclone/rclone v1.66.0
)
