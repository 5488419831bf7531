public class Links
{
    public string Link(IAmazonS3 s3, string key) =>
        s3.GetPreSignedURL(new GetPreSignedUrlRequest { Key = key, Expires = DateTime.UtcNow.AddMinutes(60) });
}
