<?php

class Links
{
    public function link(string $path): string
    {
        return Storage::disk('s3')->temporaryUrl($path, now()->addDays(5));
    }
}
