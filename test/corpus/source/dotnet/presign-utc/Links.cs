public class Links
{
    private const int Days = 7;

    public string Link(IAmazonS3 s3, string key) => s3.GetPreSignedURL(new GetPreSignedUrlRequest
    {
        BucketName = "files",
        Key = key,
        Expires = DateTime.UtcNow.AddDays(Days),
    });
}
