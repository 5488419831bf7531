module example.com/web

go 1.21

require (
	github.com/aws/aws-sdk-go-v2/config v1.27.0
	github.com/gofiber/fiber/v2 v2.52.0
)
