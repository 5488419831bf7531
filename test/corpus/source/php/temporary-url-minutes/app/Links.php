<?php
$url = Storage::disk('s3')->temporaryUrl($path, now()->addMinutes(5));
