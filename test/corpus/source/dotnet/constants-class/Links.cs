class Links
{
    string Get(IAmazonS3 s3) => s3.GetPreSignedURL(new GetPreSignedUrlRequest
    {
        BucketName = "b",
        Expires = DateTime.UtcNow.AddHours(Limits.LinkHours),
    });
}
