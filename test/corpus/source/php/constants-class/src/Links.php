<?php
class Links
{
    public function link($s3, $command)
    {
        return $s3->createPresignedRequest($command, Limits::LINK);
    }
}
